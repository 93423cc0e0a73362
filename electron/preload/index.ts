import { contextBridge, ipcRenderer } from 'electron'
import type {
  DesktopBridge,
  RequestChannels,
  ToMainChannels,
  ToPageChannels,
} from '#shared/contract/channels.ts'
import { PORT_MESSAGE } from '#shared/contract/channels.ts'

// The one bridge. Nothing of Electron passes it: the page gets plain functions, and its port to the core.

function ask<C extends keyof RequestChannels>(
  channel: C,
  request: RequestChannels[C]['request'],
): Promise<RequestChannels[C]['answer']> {
  return ipcRenderer.invoke(channel, request)
}

function say<C extends keyof ToMainChannels>(channel: C, message: ToMainChannels[C]): void {
  ipcRenderer.postMessage(channel, message)
}

function hear<C extends keyof ToPageChannels>(
  channel: C,
  listener: (message: ToPageChannels[C]) => void,
): () => void {
  const heard = (_event: unknown, message: ToPageChannels[C]) => listener(message)
  ipcRenderer.on(channel, heard)
  return () => {
    ipcRenderer.off(channel, heard)
  }
}

const platforms = ['darwin', 'linux', 'win32'] as const

const bridge: DesktopBridge = {
  platform: platforms.find((known) => known === process.platform) ?? 'other',
  connectCore: () => say('core:connect', null),
  onCoreState: (listener) => hear('core:state', (state) => listener(state)),
  print: (request) => ask('print:paper', request),
  printers: () => ask('print:printers', {}),
  savePdf: (request) => ask('print:pdf', request),
  saveText: (request) => ask('save:text', request),
  saveBytes: (request) => ask('save:bytes', request),
  onMenu: (listener) => hear('menu:command', (command) => listener(command)),
  setLanguage: (language) => say('shell:language', language),
  tellMatter: (matter) => say('attention:tell', matter),
  onMatter: (listener) => hear('attention:open', (matter) => listener(matter)),
}

// A port cannot pass the context bridge; a message of the window to its own origin can carry it.
ipcRenderer.on('core:port', (event) => {
  window.postMessage(PORT_MESSAGE, window.location.origin, [...event.ports])
})

contextBridge.exposeInMainWorld('pishkhan', bridge)
