/** How everything in the rail looks. */
export const railItem =
  'relative flex w-[calc(var(--rail)-16px)] flex-col items-center gap-1 rounded-l border py-2 text-label transition-colors duration-100 outline-none'
