import { useTexts } from '../app/texts.ts'

/** Stands in for what is being loaded; said aloud too. */
export function Loading() {
  const { shell } = useTexts()
  return (
    <p role="status" className="flex min-h-40 items-center justify-center text-second">
      {shell.loading}
    </p>
  )
}
