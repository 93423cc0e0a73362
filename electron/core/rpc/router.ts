import { actorOf } from '../services/office-context.ts'
import { signedInUser } from './context.ts'
import { guardedContract } from './guard.ts'
import type { InFlight } from './in-flight.ts'
import type { RouterServices } from './services.ts'
import { watchLive, whileAsked } from './watch-live.ts'

/** The office contract over the services; the same router serves every transport (DESIGN 2). */
export function createRouter(services: RouterServices & { inFlight: InFlight }) {
  const { device, session, day, closingReport, visit, documents, schedule, papers, citizen, walkIn } =
    services
  const { people, eventLog, reports, viewings, condition, escrow, backup, diagnostics, exchange } = services
  const { sync, tray, live, queue, waitingRoom } = services
  const office = guardedContract(services)
  const actor = (context: Parameters<typeof signedInUser>[0]) => actorOf(signedInUser(context))

  return office.router({
    device: {
      status: office.device.status.handler(() => device.status()),
      reach: office.device.reach.handler(async ({ input }) => {
        await device.reach(input.centralUrl)
        return {}
      }),
      activate: office.device.activate.handler(async ({ input }) => {
        const activated = await device.activate(input.centralUrl, input.activationCode)
        escrow.ask()
        return activated
      }),
    },
    session: {
      signIn: office.session.signIn.handler(({ input, context }) =>
        session.signIn(context.session, input.username, input.password),
      ),
      signOut: office.session.signOut.handler(({ context }) => {
        session.signOut(context.session)
        return {}
      }),
      changePassword: office.session.changePassword.handler(({ input, context }) =>
        session.changePassword(context.session, signedInUser(context), input),
      ),
      current: office.session.current.handler(({ context }) => session.current(context.session)),
    },
    day: {
      list: office.day.list.handler(({ input }) => day.list(input.date)),
      calendar: office.day.calendar.handler(({ input }) => day.calendar(input.from, input.to)),
      markNoShows: office.day.markNoShows.handler(({ input, context }) =>
        day.markNoShows(actor(context), input.date, input.appointmentIds),
      ),
      close: office.day.close.handler(({ input, context }) => day.close(actor(context), input.date)),
      closingReport: office.day.closingReport.handler(({ input, context }) =>
        closingReport.get(actor(context), input.date),
      ),
      reopen: office.day.reopen.handler(({ input, context }) =>
        day.reopen(actor(context), input.date, input.reason),
      ),
    },
    visit: {
      get: office.visit.get.handler(({ input, context }) =>
        viewings.ofFile(actor(context), context.session.signal(), input.appointmentId, () =>
          visit.get(input.appointmentId),
        ),
      ),
      find: office.visit.find.handler(({ input }) => visit.find(input.code, input.date)),
      checkIn: office.visit.checkIn.handler(({ input, context }) =>
        visit.checkIn(actor(context), input.appointmentId, input.reason),
      ),
      undoCheckIn: office.visit.undoCheckIn.handler(({ input, context }) =>
        visit.undoCheckIn(actor(context), input.appointmentId, input.reason),
      ),
      recordReturn: office.visit.recordReturn.handler(({ input, context }) =>
        visit.recordReturn(actor(context), input.appointmentId),
      ),
      serve: office.visit.serve.handler(({ input, context }) =>
        visit.serve(actor(context), input.appointmentId),
      ),
      markNoShow: office.visit.markNoShow.handler(({ input, context }) =>
        visit.markNoShow(actor(context), input.appointmentId),
      ),
      reverseNoShow: office.visit.reverseNoShow.handler(({ input, context }) =>
        visit.reverseNoShow(actor(context), input.appointmentId, input.reason),
      ),
    },
    documents: {
      decide: office.documents.decide.handler(({ input, context }) =>
        documents.decide(actor(context), input),
      ),
      correct: office.documents.correct.handler(({ input, context }) =>
        documents.correct(actor(context), input.appointmentId, input.field, input.value),
      ),
      conclude: office.documents.conclude.handler(({ input, context }) =>
        documents.conclude(actor(context), input.appointmentId),
      ),
    },
    schedule: {
      get: office.schedule.get.handler(({ input, context }) => schedule.get(signedInUser(context), input)),
      recordCopy: office.schedule.recordCopy.handler(({ input, context }) =>
        schedule.recordCopy(signedInUser(context), input),
      ),
    },
    paper: {
      beginSlip: office.paper.beginSlip.handler(({ input, context }) =>
        papers.beginSlip(actor(context), input.appointmentId, input.slip),
      ),
      beginReport: office.paper.beginReport.handler(({ input, context }) =>
        papers.beginReport(actor(context), input.date),
      ),
      end: office.paper.end.handler(({ input, context }) => {
        papers.end(actor(context), input.printId, input.end)
        return {}
      }),
      unprinted: office.paper.unprinted.handler(({ input }) => papers.unprinted(input.date)),
    },
    people: {
      list: office.people.list.handler(() => people.list()),
      add: office.people.add.handler(({ input, context }) => people.add(actor(context), input)),
      change: office.people.change.handler(({ input, context }) =>
        people.change(actor(context), input.userId, input.changes),
      ),
      resetPassword: office.people.resetPassword.handler(({ input, context }) =>
        people.resetPassword(actor(context), input.userId),
      ),
    },
    log: {
      list: office.log.list.handler(({ input }) => eventLog.list(input.filter, input.after)),
      count: office.log.count.handler(({ input }) => ({ entries: eventLog.count(input.filter) })),
      people: office.log.people.handler(() => eventLog.people()),
      verify: office.log.verify.handler(({ context, signal }) =>
        eventLog.verify(whileAsked(context, signal)),
      ),
      export: office.log.export.handler(({ input, context }) =>
        eventLog.export(actor(context), input.filter, input.after),
      ),
    },
    reports: {
      get: office.reports.get.handler(({ input }) => reports.get(input.unit, input.date)),
    },
    citizen: {
      register: office.citizen.register.handler(({ input, context }) =>
        viewings.ofPerson(actor(context), 'register', input.nationalCode, citizen.register(input)),
      ),
      recover: office.citizen.recover.handler(({ input, context }) =>
        viewings.ofPerson(actor(context), 'recover', input.nationalCode, citizen.recover(input)),
      ),
      status: office.citizen.status.handler(({ input, context }) =>
        viewings.ofPerson(actor(context), 'status', input.nationalCode, citizen.status(input)),
      ),
      offices: office.citizen.offices.handler(({ input }) => citizen.offices(input)),
      slots: office.citizen.slots.handler(({ input }) => citizen.slots(input)),
      book: office.citizen.book.handler(({ input, context }) =>
        viewings.ofPerson(actor(context), 'book', input.nationalCode, citizen.book(input)),
      ),
      change: office.citizen.change.handler(({ input, context }) =>
        viewings.ofPerson(actor(context), 'change', input.nationalCode, citizen.change(input)),
      ),
      cancel: office.citizen.cancel.handler(({ input, context }) =>
        viewings.ofPerson(actor(context), 'cancel', input.nationalCode, citizen.cancel(input)),
      ),
    },
    sync: {
      status: office.sync.status.handler(() => sync.status()),
      now: office.sync.now.handler(async () => {
        await sync.syncNow()
        return sync.status()
      }),
      tray: office.sync.tray.handler(() => tray.list()),
      retry: office.sync.retry.handler(({ input, context }) => tray.retry(actor(context), input.eventId)),
      withdraw: office.sync.withdraw.handler(({ input, context }) =>
        tray.withdraw(actor(context), input.eventId, input.reason),
      ),
    },
    walkIn: {
      room: office.walkIn.room.handler(() => walkIn.room()),
      find: office.walkIn.find.handler(({ input, context }) =>
        viewings.ofPerson(actor(context), 'walk_in', input.nationalCode, walkIn.find(input)),
      ),
      admit: office.walkIn.admit.handler(({ input, context }) => walkIn.admit(actor(context), input)),
    },
    diagnostics: {
      collect: office.diagnostics.collect.handler(() => diagnostics.collect()),
    },
    exchange: {
      waiting: office.exchange.waiting.handler(() => exchange.waiting()),
      exportEvents: office.exchange.exportEvents.handler(({ context }) =>
        exchange.exportEvents(actor(context)),
      ),
      importList: office.exchange.importList.handler(({ input }) => exchange.importList(input.text)),
    },
    condition: {
      get: office.condition.get.handler(() => condition.get()),
      acknowledgeRecovery: office.condition.acknowledgeRecovery.handler(() =>
        condition.acknowledgeRecovery(),
      ),
      takeOver: office.condition.takeOver.handler(async () => {
        await sync.takeOver()
        return condition.get()
      }),
    },
    escrow: {
      state: office.escrow.state.handler(() => escrow.state()),
      make: office.escrow.make.handler(() => {
        const made = escrow.make()
        condition.look()
        return made
      }),
      confirm: office.escrow.confirm.handler(({ input }) => {
        const state = escrow.confirm(input.madeAt)
        condition.look()
        return state
      }),
      postpone: office.escrow.postpone.handler(() => {
        const state = escrow.postpone()
        condition.look()
        return state
      }),
    },
    backup: {
      list: office.backup.list.handler(() => backup.list()),
      make: office.backup.make.handler(() => backup.make()),
      restore: office.backup.restore.handler(({ input }) => {
        backup.restore(input.name)
        return {}
      }),
    },
    queue: {
      get: office.queue.get.handler(() => queue.get()),
      callNext: office.queue.callNext.handler(({ input, context }) =>
        queue.callNext(actor(context), input.desk),
      ),
      call: office.queue.call.handler(({ input, context }) =>
        queue.call(actor(context), input.appointmentId, input.desk),
      ),
      recall: office.queue.recall.handler(({ input, context }) =>
        queue.recall(actor(context), input.appointmentId),
      ),
      skip: office.queue.skip.handler(({ input, context }) =>
        queue.skip(actor(context), input.appointmentId),
      ),
      handOver: office.queue.handOver.handler(({ input, context }) =>
        queue.handOver(actor(context), input.appointmentId, input.desk, input.note),
      ),
    },
    display: {
      watch: office.display.watch.handler(({ context, signal }) =>
        waitingRoom.watch(AbortSignal.any([context.connection, ...(signal ? [signal] : [])])),
      ),
    },
    live: {
      watch: office.live.watch.handler(({ context, signal, errors }) =>
        watchLive(live, context, signal, () => errors.SIGN_IN_REQUIRED()),
      ),
    },
  })
}
export type OfficeRouter = ReturnType<typeof createRouter>
