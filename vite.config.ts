import { defineConfig } from 'vite'
import { pageConfig } from './build/page-config.ts'

/** The renderer, the same build for the desktop app (app://) and for a browser. */
export default defineConfig(() => pageConfig('renderer', 'renderer'))
