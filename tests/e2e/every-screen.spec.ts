import { type Theme, violationsInThemes } from './support/accessible.ts'
import { badlyNamed, expectFocusKept, motionOn } from './support/at-rest.ts'
import { screens } from './support/every-screen.ts'
import { expect, test } from './support/test.ts'

const light: Theme = { theme: 'light', contrast: 'regular' }
const others: readonly Theme[] = [
  { theme: 'dark', contrast: 'regular' },
  { theme: 'light', contrast: 'more' },
  { theme: 'dark', contrast: 'more' },
]

// What a screen looks like and is called does not depend on the transport.
test.beforeEach(({ browserName: _ }, { project }) =>
  test.skip(project.name !== 'browser', 'the same in either transport'),
)

for (const [part, walk] of Object.entries(screens)) {
  test.describe(() => {
    test.use({ activated: part !== 'first start and day' })
    test(`on every screen axe finds nothing in any theme, all has a Persian name, nothing moves, the focus is somewhere: ${part}`, async ({
      central,
      office,
      expectedErrors,
    }) => {
      test.setTimeout(600_000)
      // The display's browser, what is refused, and a page without its core.
      expectedErrors.push(/status of (401|403|404|409|503)/, /ERR_INTERNET_DISCONNECTED/)
      // A core that fails, and what React says of a part that an answer made crash.
      if (part === 'what fails')
        expectedErrors.push(/status of 500/, /^TypeError: Cannot read properties of null/)
      const { page } = office
      await page.emulateMedia({ reducedMotion: 'reduce' })
      const found: string[] = []
      let states = 0
      /** A whole page in each of the themes; what is new on one in one of them, in turn (`tokens.test.ts` has every pairing of colours). */
      const themesFor = (fresh: string | null): readonly Theme[] => {
        states += 1
        return [light, ...(fresh === null ? others : others.slice(states % 3, (states % 3) + 1))]
      }
      await walk({ central, office }, 'fa', async (screen, shown, fresh) => {
        if (shown === page) await expectFocusKept(page, screen)
        for (const one of [
          ...(await badlyNamed(shown, 'fa')),
          ...(await motionOn(shown)),
          ...(await violationsInThemes(shown, fresh, themesFor(fresh))),
        ]) {
          found.push(`${screen}: ${one}`)
        }
      })
      expect([...new Set(found)]).toEqual([])
    })
  })
}
