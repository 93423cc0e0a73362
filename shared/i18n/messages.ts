/**
 * The shape that a catalogue demands of its sister in the other language: the same keys, any text.
 * A key missing in one language, or one too many, is a type error (DESIGN 2).
 */
export type Messages<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : Messages<T[K]>
}

/** A text that says what happened and what to do about it. */
export type WhatAndTodo = { readonly what: string; readonly todo: string }
