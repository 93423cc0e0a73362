import type * as fa from '../fa/message.ts'
import type { Messages } from '../messages.ts'

/** What the central system sends to a citizen's mobile. */
export const message = {
  registered:
    'Your pre-registration for the smart national card is done. Tracking code: {{trackingCode}}. Keep it: booking and status ask for it.',
  trackingCodeRecovered:
    'The tracking code of your registration for the smart national card: {{trackingCode}}. If you did not ask for it, ignore this message.',
  appointmentBooked:
    'Your appointment for the smart national card: {{date}}, {{time}}, {{office}}, {{address}}. Please bring: {{bring}}.',
  appointmentChanged:
    'Your appointment for the smart national card was moved. The new one: {{date}}, {{time}}, {{office}}, {{address}}. Please bring: {{bring}}.',
  appointmentCancelled:
    'Your appointment for the smart national card was cancelled: {{date}}, {{time}}, {{office}}.',
  cardReady:
    'Your card is ready. To receive the smart national card, come in person with your birth certificate and any previous card to this office: {{office}}',
  /** Where the office of a card that is ready is not known. */
  officeOfRegistration: 'the office that completed your registration',
} as const satisfies Messages<typeof fa.message>
