// Loaded into the real Electron before the application (`electron -r`): gives the answers that a person would give to native
// dialogs and printers, which no test can reach. Plain JavaScript, since Electron's loader takes nothing else here.
const { app, dialog, Notification, safeStorage } = require('electron')

const answers = { saveDialogs: [], printJobs: [], notifications: [], simulatedKeyring: false }
globalThis.pishkhanTestAnswers = answers

dialog.showSaveDialog = async () => {
  const filePath = answers.saveDialogs.shift() ?? null
  return { canceled: filePath === null, filePath: filePath ?? '' }
}
dialog.showMessageBox = async (...args) => {
  const options = args.at(-1)
  process.stderr.write(`message box: ${options.message}\n`)
  return { response: options.cancelId ?? 0, checkboxChecked: false }
}

Notification.isSupported = () => true
Notification.prototype.show = function show() {
  answers.notifications = [...answers.notifications.filter((other) => other !== this), this]
}
Notification.prototype.close = function close() {
  answers.notifications = answers.notifications.filter((other) => other !== this)
}

app.on('web-contents-created', (_event, contents) => {
  contents.print = (_options, callback) => {
    const outcome = answers.printJobs.shift() ?? { success: true, reason: '' }
    setImmediate(() => callback?.(outcome.success, outcome.reason))
  }
})

// A machine for tests seldom has a password store. Then one is simulated, and the launcher says so.
app.on('ready', () => {
  if (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text') return
  answers.simulatedKeyring = true
  safeStorage.getSelectedStorageBackend = () => 'gnome_libsecret'
  safeStorage.isAsyncEncryptionAvailable = async () => true
  safeStorage.encryptStringAsync = async (text) => Buffer.from(`v11${text}`)
  safeStorage.decryptStringAsync = async (bytes) => ({
    result: bytes.toString().slice(3),
    shouldReEncrypt: false,
  })
})
