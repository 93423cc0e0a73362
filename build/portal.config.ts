import { defineConfig } from 'vite'
import { pageConfig } from './page-config.ts'

/** The citizen's portal, which the central system serves. */
export default defineConfig(() => pageConfig('central/portal', 'portal'))
