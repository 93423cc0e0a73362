/** Two soft tones. No file: made by the browser's own synthesiser. */
const tones = [
  { hertz: 659.25, at: 0 },
  { hertz: 523.25, at: 0.35 },
] as const
const LENGTH = 0.9
const LOUDNESS = 0.25

let audio: AudioContext | null = null

/**
 * Whether the browser lets the page sound. Without a hand on the page, after a reload for instance, it may not: the screen
 * then says that one click is needed.
 */
export async function mayChime(): Promise<boolean> {
  audio ??= new AudioContext()
  if (audio.state === 'suspended') {
    // Where a hand is wanted the promise stays open: it is not waited for.
    void audio.resume()
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return audio.state === 'running'
}

/** Sounds once, if the browser lets it. */
export async function chime(): Promise<void> {
  if (!(await mayChime()) || !audio) return
  const now = audio.currentTime
  for (const { hertz, at } of tones) {
    const tone = audio.createOscillator()
    const volume = audio.createGain()
    tone.frequency.value = hertz
    volume.gain.setValueAtTime(0, now + at)
    volume.gain.linearRampToValueAtTime(LOUDNESS, now + at + 0.02)
    volume.gain.exponentialRampToValueAtTime(0.001, now + at + LENGTH)
    tone.connect(volume).connect(audio.destination)
    tone.start(now + at)
    tone.stop(now + at + LENGTH)
  }
}
