/**
 * What the application gets for `import … from 'electron'`. What is not here cannot be imported: Node refuses to link it.
 */
export { app } from './app.ts'
export { BrowserWindow } from './browser-window.ts'
export { ipcMain } from './ipc-main.ts'
export { Menu } from './menu.ts'
export { MessageChannelMain } from './message-ports.ts'
export { Notification } from './notification.ts'
export { protocol } from './protocol.ts'
export { safeStorage } from './safe-storage.ts'
export { session } from './session.ts'
export { dialog, nativeTheme, screen } from './surroundings.ts'
export { utilityProcess } from './utility-process.ts'
