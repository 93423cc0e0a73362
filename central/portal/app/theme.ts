/** Keeps the tokens in the theme and the contrast that the citizen's system asks for. */
export function followTheme(): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)')
  const contrast = window.matchMedia('(prefers-contrast: more)')
  const apply = () => {
    const { dataset } = document.documentElement
    dataset.theme = dark.matches ? 'dark' : 'light'
    dataset.contrast = contrast.matches ? 'more' : 'regular'
  }
  apply()
  dark.addEventListener('change', apply)
  contrast.addEventListener('change', apply)
}
