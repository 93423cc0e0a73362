@rem The npm scripts begin with "exec", so that a signal sent to npm reaches the program and not a shell between them.
@rem Windows' cmd has no such word and finds this file instead.
@%*
