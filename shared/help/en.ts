import type { HelpTexts } from './pages.ts'

export const en: HelpTexts = {
  start: {
    title: 'First start and signing in',
    lead: 'A device is activated once; after that everybody signs in with a name of their own.',
    sections: {
      activation: {
        title: 'Activating the device',
        text: 'Get the address of the central system and an activation code from the central system and enter both. A code works once, and until it expires.\nIf it is not taken, read the digits again; if that does not help, ask for a new one. A device that is activated is not activated again.',
      },
      signIn: {
        title: 'Signing in is refused',
        text: 'Look at the keyboard language and Caps Lock and type the password again. After several wrong ones you have to wait for a moment; closing the application does not shorten it.\nA forgotten password is reset by the supervisor under “People”. Sessions end with the day.',
      },
      oneTime: {
        title: 'One-time password',
        text: 'With a password that the supervisor gave you, you sign in once and choose your own at once. Nothing else opens before that.',
      },
    },
  },
  day: {
    title: 'The day’s list',
    lead: 'All appointments of the day on one side, the chosen applicant on the other.',
    sections: {
      find: {
        title: 'Finding an applicant',
        text: 'Type a name, national code, tracking code or telephone anywhere, or scan the receipt; there is no need to go to the search field. Move in the list with ↑ and ↓, open with Enter.',
      },
      notFound: {
        title: 'Nobody was found by this code',
        text: 'Read the digits on the receipt again, or scan it flat and closer. The appointment may be at another office or on another day: look up the status under “Services for citizens”. Who is registered without an appointment is taken as a walk-in today while there is room.',
      },
      filter: {
        title: 'Seeing one state',
        text: 'The counters above the list are filters too: Alt and a digit, or a click. Esc brings everything back.',
      },
      live: {
        title: 'Something changed meanwhile',
        text: 'What another desk or the central system does appears by itself and stays marked for some seconds. When an act is refused, look at the applicant’s new state first: a colleague may have done it before you, or the appointment went to another office.',
      },
    },
  },
  applicant: {
    title: 'The applicant and the documents',
    lead: 'The main act of the moment stands at the foot of the applicant’s side, with its key on it.',
    sections: {
      checkIn: {
        title: 'Check-in',
        text: 'Scan the applicant and press Ctrl+Enter; the queue number is given at once. If they are checked in already, the number is on this screen.\nAn appointment of another day is taken by the supervisor only, with a reason.',
      },
      checklist: {
        title: 'Deciding documents',
        text: 'Each document has one verdict: A accepts, F fails. Choose the reason of a failure; “another reason” asks for a note. Correct values such as the postal code before accepting them.\nOnly the supervisor waives a document, and never whoever decided it.',
      },
      conclude: {
        title: 'Concluding',
        text: 'Conclude when every required document has a verdict. Only complete documents can be served; with missing ones the applicant comes back the same day, and the return is recorded.',
      },
      undo: {
        title: 'Taking something back',
        text: 'A check-in can be undone the same day, with a reason, as long as no document was decided. A reason has three characters at least and stays in the history.',
      },
    },
  },
  queue: {
    title: 'The queue',
    lead: 'A number is called by one desk only.',
    sections: {
      call: {
        title: 'Calling the next',
        text: '“Call next” brings the first of the line to your desk. If another desk was quicker, you get the one behind. Nobody else is called until the one you called is done.',
      },
      skip: {
        title: 'Nobody comes',
        text: 'Call again; if still nobody comes, skip. They go back into the line and are not lost.',
      },
      handOver: {
        title: 'Handing over to another desk',
        text: 'Hand somebody over with a note: that desk calls them before others and sees the note. You choose your own desk once, at the first call.',
      },
      room: {
        title: 'The waiting-room display',
        text: 'It opens from the menu View of the desktop app, in a browser at /display. It shows numbers and desks only, never a name. Its sound is turned on in its own corner.',
      },
    },
  },
  walkIn: {
    title: 'Walk-ins',
    lead: 'Who has registered and has no appointment is taken the same day while there is room.',
    sections: {
      admit: {
        title: 'Admitting',
        text: 'Open “Walk-in” in the day’s list and type national code and tracking code, or scan the receipt. Mend the fields that are marked. Who has an appointment is taken with it.\nWithout a line the receipt is enough, and the central system answers later.',
      },
      full: {
        title: 'The day is full',
        text: 'Beyond capacity only the supervisor lets somebody in, with a reason. Offer others an appointment on another day.',
      },
    },
  },
  closing: {
    title: 'Closing the day',
    lead: 'Closing records the no-shows and makes the day’s counts final.',
    sections: {
      close: {
        title: 'Why the day does not close',
        text: 'Not while somebody is here without a conclusion, nor before the last slot’s grace has passed. The dialog says who is left; finish with them and close again.',
      },
      reopen: {
        title: 'Reopening',
        text: 'The supervisor reopens a closed day with a reason. Nothing is recorded on a closed day.',
      },
    },
  },
  schedule: {
    title: 'Printing the list',
    lead: 'What you see is what is printed.',
    sections: {
      print: {
        title: 'Printing',
        text: 'Choose states and slot and press Ctrl+P. The copy’s number is at the foot of each sheet and counts only once the printer has taken the job. If nothing comes, look at the printer and its paper.',
      },
      pdf: {
        title: 'Saving a PDF',
        text: 'Ctrl+S makes a file of the list. In a browser this is done in its print dialog.',
      },
    },
  },
  paper: {
    title: 'Slips and printers',
    lead: 'Check-in slip, slip of missing documents, list and closing report, each with its printer.',
    sections: {
      slips: {
        title: 'Slips for the applicant',
        text: 'The check-in slip has number and time; the slip of missing documents says what to bring and until when. Both are printed from the applicant’s side, or by themselves where “Printing and printers” says so. Copies are counted in the history.',
      },
      printers: {
        title: 'Choosing a printer',
        text: 'In the settings, “Printing and printers”: choose printer, size and copies once for each kind of paper. Printed without asking, no dialog opens. If the printer is not found, see that it is on and connected, and choose again. In a browser its own print dialog asks for the printer.',
      },
      again: {
        title: 'It was not printed',
        text: 'See that the printer is on and has paper, and press “Again”. What was not printed stays marked until it is, and counts as no copy before.',
      },
    },
  },
  tray: {
    title: 'Needs attention',
    lead: 'What the central system refused stays here until the supervisor settles it.',
    sections: {
      why: {
        title: 'Why it is here',
        text: 'Each entry has its reason. When one act is refused, the acts after it for the same applicant wait too. Nothing is dropped in silence.',
      },
      settle: {
        title: 'Settling',
        text: '“Record again” records the same act anew by the state of now. “Withdraw” accepts the central system’s version and asks for a reason. If the message means nothing to you, call the support of the central system.',
      },
    },
  },
  services: {
    title: 'Services for citizens',
    lead: 'Registration, booking, recovery of the code, status; these need the line.',
    sections: {
      register: {
        title: 'The registration is refused',
        text: 'The data are compared with the civil registry: name, birth date and certificate must be as they are there. Who is not eligible sees why; this office cannot change it.',
      },
      book: {
        title: 'No appointment is given',
        text: 'If that time is full or the office is closed that day, choose another. Who has an appointment changes or cancels it first. After a no-show nothing is booked for three days; the message has the date.',
      },
      recover: {
        title: 'The tracking code is unknown',
        text: 'Read the digits on the receipt again. Without a receipt, recover the code; it is sent to the registered mobile. After several requests you have to wait a little.',
      },
    },
  },
  log: {
    title: 'Report of events',
    lead: 'Every change and every look into a file: who, when, on which device.',
    sections: {
      read: {
        title: 'Reading it',
        text: 'Narrow it by date, person, kind of event or an applicant’s code. An export to CSV is an entry itself.',
      },
      verify: {
        title: 'The chain is broken',
        text: 'Go on working, erase nothing, and call the support of the central system the same day. What was sent is kept there.',
      },
    },
  },
  reports: {
    title: 'Reports of the office',
    lead: 'Attendance, times, missing documents and load of a day, week or month.',
    sections: {
      figures: {
        title: 'Where the figures come from',
        text: 'From this office’s own list and events. The attendance rate is of those with an appointment whose outcome is known; cancelled ones and walk-ins are counted beside. If something is missing, the head of the report says so: a day that is not closed, or data that have not come.',
      },
      times: {
        title: 'Median and 90th percentile',
        text: 'Half of the people were begun with within the median, 9 of 10 within the 90th percentile. There is no mean, because one long wait moves it. Of colleagues only counts of acts are told, not speed.',
      },
      export: {
        title: 'Export',
        text: 'Ctrl+S saves the report for Excel; CSV is in the same menu. There are no data of applicants in it.',
      },
    },
  },
  people: {
    title: 'People of the office',
    lead: 'The supervisor says who works here, and as what.',
    sections: {
      add: {
        title: 'Adding a colleague; roles',
        text: 'Reception checks in, documents decides, the supervisor may do both and closes the day. For what your role may not do, ask a colleague who has the role. A user name is given once only.',
      },
      password: {
        title: 'The password is refused',
        text: 'It has 8 characters at least, is not a simple or well-known one, and does not hold the user name. Some unrelated words in a row are easy to remember and are taken.',
      },
      disable: {
        title: 'Disabling',
        text: 'A colleague who leaves is disabled, not erased: their acts stay in the history. Nobody takes rights away from themselves; ask another supervisor.',
      },
    },
  },
  line: {
    title: 'The line to the central system',
    lead: 'Work on without it: everything is recorded, and sent by itself when the line is back.',
    sections: {
      offline: {
        title: 'There is no line',
        text: 'Look at cable, modem and the address of the central system. Check-in and documents are recorded without a line; only the services for citizens wait for it. How much waits to be sent stands in the top bar.',
      },
      untrusted: {
        title: 'The other side is not known',
        text: 'What answers could not prove to be the central system. Nothing was sent to it. Use another connection or call the support of the central system; never pass over a security warning.',
      },
      refused: {
        title: 'The central system refuses this device',
        text: 'Go on working: everything is recorded here and not lost. The supervisor calls the support of the central system the same day; the device’s number is in the diagnostics bundle.',
      },
      file: {
        title: 'Sending and receiving by file',
        text: 'Without a network the supervisor puts what waits into a sealed file, and takes the list from a file. It has to be the one that was made for this office; if it is damaged, get a new one. There must have been a line once before.',
      },
    },
  },
  safety: {
    title: 'Safety of the data',
    lead: 'Every act is on the disk at once, and has a second copy.',
    sections: {
      blocked: {
        title: 'Nothing can be recorded',
        text: 'The bar at the top says why. Mostly the disk is full: make room. If another device is the office’s host, the supervisor takes over in that bar. What was recorded before is not lost.',
      },
      disk: {
        title: 'The disk is full',
        text: 'Delete files of this computer that are not needed, or empty the recycle bin. Nothing is recorded until there is room, because what cannot be written would be lost. Leave the folder of the application and its copies alone.',
      },
      clock: {
        title: 'The clock is wrong',
        text: 'Set time, date and time zone in the operating system and leave “set automatically” on. You may go on working: the order of events is the log’s own, not the clock’s.',
      },
      version: {
        title: 'The application has to be updated',
        text: 'The central system no longer takes this version. Get the new one from its support and install it; what was recorded stays here and is sent afterwards. The version stands at the foot of the settings.',
      },
      copies: {
        title: 'Copies, and restoring one',
        text: '“Copies” in the settings lists the copies of the database. One that does not open is set aside; choose another. If the second copy of the records is not complete, connect its disk first.',
      },
      code: {
        title: 'The recovery code on paper',
        text: 'The code brings the key back when the computer is broken. Print it, keep it in a safe place away from this computer, and confirm it.',
      },
      files: {
        title: 'A file was not saved',
        text: 'Choose another folder, with room and the permission to write; leave a memory stick in until it is done. A file is written whole or not at all.',
      },
      restart: {
        title: 'The application does not answer',
        text: 'Wait a moment; it comes back by itself. If not, close and open it: nothing is lost. If it happens again, the supervisor saves the diagnostics file from the settings and hands it to support.',
      },
    },
  },
  keyboard: {
    title: 'Keyboard, scanner and display',
    lead: 'Every frequent act has one key.',
    sections: {
      keys: {
        title: 'Keys',
        text: '? shows every key that works now. F1 is the help for where you are, and Ctrl with a digit opens a place. The keyboard language makes no difference.',
      },
      palette: {
        title: 'Command palette',
        text: 'Ctrl+K finds every act, place, setting and applicant by name, in Persian or English. Choose with ↑ and ↓ and press Enter. What cannot be done now stands there with the reason.',
      },
      scanner: {
        title: 'Scanner',
        text: 'It works on every screen and opens the applicant. If it does not, hold the receipt flat and closer, or type the code.',
      },
      display: {
        title: 'Text size, language and theme',
        text: 'In the settings choose text size, more contrast, dark theme, language and density for this desk; each choice holds at once.',
      },
      attention: {
        title: 'Notifications and sound',
        text: 'While the window is not in front, what needs you is told by a notification of the system or a number in the window’s title: each once, without names and figures. The settings turn it off; there is a sound only if you turn it on.',
      },
      tour: {
        title: 'The short tour',
        text: 'It has six stations and ends with Esc anywhere. It starts again from the account menu beside your name.',
      },
    },
  },
}
