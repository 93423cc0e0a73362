import type { Language } from '#shared/i18n/catalogues.ts'
import { attention as enAttention } from '#shared/i18n/en/attention.ts'
import { attention as faAttention } from '#shared/i18n/fa/attention.ts'
import type { Messages } from '#shared/i18n/messages.ts'

// What the shell itself says: menus and dialogs. The screens have their own catalogues in `shared/i18n`.

const fa = {
  appName: 'پیشخوان',
  attention: faAttention,
  display: 'سالن انتظار',
  menu: {
    file: 'پرونده',
    print: 'چاپ…',
    savePdf: 'ذخیرهٔ PDF…',
    quit: 'خروج از پیشخوان',
    edit: 'ویرایش',
    undo: 'واگرد',
    redo: 'ازنو',
    cut: 'برش',
    copy: 'رونوشت',
    paste: 'جای‌گذاری',
    selectAll: 'گزینش همه',
    go: 'رفتن',
    day: 'برنامهٔ روزانه',
    queue: 'صف',
    display: 'نمایش سالن انتظار',
    schedule: 'چاپ فهرست',
    search: 'جست‌وجو',
    palette: 'فرمان‌ها…',
    settings: 'تنظیمات…',
    view: 'نما',
    zoomIn: 'بزرگ‌تر',
    zoomOut: 'کوچک‌تر',
    resetZoom: 'اندازهٔ واقعی',
    fullScreen: 'تمام‌صفحه',
    help: 'راهنما',
    helpPages: 'راهنمای همین‌جا',
    shortcuts: 'کلیدهای میان‌بر',
    diagnostics: 'بستهٔ عیب‌یابی…',
    about: 'دربارهٔ پیشخوان',
    hide: 'پنهان کردن پیشخوان',
  },
  save: {
    pdf: { title: 'ذخیرهٔ PDF', files: 'پروندهٔ PDF' },
    json: { title: 'ذخیرهٔ بستهٔ عیب‌یابی', files: 'پروندهٔ JSON' },
    csv: { title: 'ذخیرهٔ جدول', files: 'پروندهٔ CSV' },
    xlsx: { title: 'ذخیرهٔ گزارش', files: 'پروندهٔ Excel' },
    pishkhan: { title: 'ذخیرهٔ پروندهٔ ارسال', files: 'پروندهٔ تبادل پیشخوان' },
  },
  buttons: {
    retry: 'تلاش دوباره',
    quit: 'خروج',
    usePassphrase: 'استفاده از گذرواژه',
    useCode: 'وارد کردن کد بازیابی',
  },
  passphraseOffer: {
    message: 'این رایانه جای امنی برای نگهداری کلید پایگاه داده ندارد.',
    detail:
      'نرم‌افزار نگهداری رمز (مانند GNOME Keyring یا KWallet) پیدا نشد یا باز نیست. می‌توانید آن را راه‌اندازی کنید و دوباره تلاش کنید، یا به جای آن گذرواژه‌ای برگزینید که هر بار هنگام باز کردن برنامه پرسیده می‌شود. اگر گذرواژه گم شود، داده‌هایی که هنوز فرستاده نشده‌اند بازیافتنی نیستند.',
  },
  keyErrors: {
    key_missing: {
      message: 'کلید پایگاه داده پیدا نشد.',
      detail:
        'داده‌های این دفتر روی این رایانه هست، اما پروندهٔ کلید آن (key.json) نیست. برنامه کلید تازه نمی‌سازد تا داده‌ها از دست نروند. پروندهٔ کلید را از نسخهٔ پشتیبان برگردانید یا با پشتیبانی تماس بگیرید.',
    },
    key_unreadable: {
      message: 'کلید پایگاه داده خوانده نشد.',
      detail:
        'پروندهٔ کلید (key.json) خراب است یا با حساب کاربری دیگری ساخته شده است. با همان حساب کاربریِ پیشین وارد رایانه شوید، یا پرونده را از نسخهٔ پشتیبان برگردانید. برنامه کلید تازه نمی‌سازد تا داده‌ها از دست نروند.',
    },
    key_storage_unavailable: {
      message: 'نگهدارندهٔ رمز این رایانه در دسترس نیست.',
      detail:
        'کلید پایگاه داده با نرم‌افزار نگهداری رمز سیستم (مانند GNOME Keyring یا KWallet) قفل شده است و این نرم‌افزار اکنون در دسترس نیست. آن را راه‌اندازی یا باز کنید و دوباره تلاش کنید.',
    },
    key_declined: {
      message: 'گذرواژه داده نشد.',
      detail:
        'اگر گذرواژه فراموش شده است، کد بازیابی کلید را که مسئول دفتر روی کاغذ دارد وارد کنید و سپس گذرواژهٔ تازه‌ای برگزینید.',
    },
    key_not_written: {
      message: 'کلید پایگاه داده ذخیره نشد.',
      detail: 'جای خالی دیسک و اجازهٔ نوشتن در پوشهٔ برنامه را بررسی کنید و دوباره تلاش کنید.',
    },
  },
  core: {
    crashed: 'سرویس دفتر چند بار پشت سر هم از کار افتاد.',
    crashedDetail:
      'هیچ کار ثبت‌شده‌ای از دست نرفته است. دوباره تلاش کنید؛ اگر باز پیش آمد با پشتیبانی تماس بگیرید.',
    startFailed: 'سرویس دفتر راه‌اندازی نشد.',
    startFailedDetail: 'کد خطا: ',
  },
  page: {
    crashed: 'صفحهٔ برنامه چند بار پشت سر هم از کار افتاد.',
    crashedDetail: 'هیچ کار ثبت‌شده‌ای از دست نرفته است. برنامه را ببندید و دوباره باز کنید.',
  },
  passphrase: {
    chooseTitle: 'گزینش گذرواژه',
    enterTitle: 'گذرواژهٔ پیشخوان',
    chooseIntro:
      'این گذرواژه کلید داده‌های دفتر را قفل می‌کند و هر بار هنگام باز کردن برنامه پرسیده می‌شود. آن را جای امنی یادداشت کنید: بدون آن، داده‌ها بازیافتنی نیستند.',
    enterIntro: 'داده‌های این دفتر با گذرواژه قفل شده است.',
    passphrase: 'گذرواژه',
    repeat: 'تکرار گذرواژه',
    accept: 'تأیید',
    wrong: 'گذرواژه درست نیست. دوباره تلاش کنید.',
    tooShort: 'گذرواژه باید دست‌کم ۱۲ نویسه باشد.',
    differs: 'دو گذرواژه یکی نیستند.',
    codeTitle: 'کد بازیابی کلید',
    codeIntro:
      'کد را از روی برگه‌ای که مسئول دفتر نگه داشته است وارد کنید. بزرگی و کوچکی حروف، فاصله و خط تیره مهم نیست. با کد درست، کلید بازمی‌گردد و کارهای فرستاده‌نشده سر جای خود هستند.',
    code: 'کد بازیابی',
    codeTypo: 'کد اشتباه تایپ شده است. آن را نویسه به نویسه با برگه بسنجید.',
    codeWrong: 'این کد از این دفتر نیست یا کد تازه‌تری جای آن را گرفته است. چیزی تغییر نکرد.',
    codeDamaged: 'کد درست است، اما پروندهٔ بازیابی آسیب دیده است. با پشتیبانی تماس بگیرید.',
  },
}

/** The Persian catalogue gives the shape, so a text that is missing in the other does not compile. */
export type ShellTexts = Omit<typeof fa, 'attention'> & { attention: Messages<typeof faAttention> }

const en: ShellTexts = {
  appName: 'Pishkhan',
  attention: enAttention,
  display: 'Waiting room',
  menu: {
    file: 'File',
    print: 'Print…',
    savePdf: 'Save as PDF…',
    quit: 'Quit Pishkhan',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    go: 'Go',
    day: 'Daily schedule',
    queue: 'Queue',
    display: 'Waiting-room display',
    schedule: 'Print list',
    search: 'Search',
    palette: 'Commands…',
    settings: 'Settings…',
    view: 'View',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    resetZoom: 'Actual size',
    fullScreen: 'Full screen',
    help: 'Help',
    helpPages: 'Help for where you are',
    shortcuts: 'Keyboard shortcuts',
    diagnostics: 'Diagnostics bundle…',
    about: 'About Pishkhan',
    hide: 'Hide Pishkhan',
  },
  save: {
    pdf: { title: 'Save as PDF', files: 'PDF file' },
    json: { title: 'Save the diagnostics bundle', files: 'JSON file' },
    csv: { title: 'Save the table', files: 'CSV file' },
    xlsx: { title: 'Save report', files: 'Excel workbook' },
    pishkhan: { title: 'Save the file to be sent', files: 'Pishkhan exchange file' },
  },
  buttons: {
    retry: 'Try again',
    quit: 'Quit',
    usePassphrase: 'Use a passphrase',
    useCode: 'Enter the recovery code',
  },
  passphraseOffer: {
    message: 'This computer has no safe place for the key of the database.',
    detail:
      'No password store (such as GNOME Keyring or KWallet) was found, or it is locked. You can start it and try again, or choose a passphrase instead, which is then asked each time the application opens. If the passphrase is lost, data that has not been sent yet cannot be recovered.',
  },
  keyErrors: {
    key_missing: {
      message: 'The key of the database was not found.',
      detail:
        'The data of this office is on this computer, but its key file (key.json) is not. No new key is made, so that nothing is lost. Put the key file back from a backup, or call support.',
    },
    key_unreadable: {
      message: 'The key of the database could not be read.',
      detail:
        'The key file (key.json) is damaged or was made by another user of this computer. Sign in to the computer as the former user, or put the file back from a backup. No new key is made, so that nothing is lost.',
    },
    key_storage_unavailable: {
      message: 'The password store of this computer is not available.',
      detail:
        'The key of the database is locked by the password store of the system (such as GNOME Keyring or KWallet), which is not available now. Start or unlock it and try again.',
    },
    key_declined: {
      message: 'No passphrase was given.',
      detail:
        'If the passphrase is forgotten, enter the recovery code that the supervisor has on paper, and choose a new passphrase.',
    },
    key_not_written: {
      message: 'The key of the database could not be saved.',
      detail:
        'Check the free space of the disk and the permission to write in the folder of the application, then try again.',
    },
  },
  core: {
    crashed: 'The office service stopped several times in a row.',
    crashedDetail: 'Nothing that was recorded is lost. Try again; if it happens again, call support.',
    startFailed: 'The office service could not start.',
    startFailedDetail: 'Error code: ',
  },
  page: {
    crashed: 'The page of the application stopped several times in a row.',
    crashedDetail: 'Nothing that was recorded is lost. Close the application and open it again.',
  },
  passphrase: {
    chooseTitle: 'Choose a passphrase',
    enterTitle: 'Passphrase of Pishkhan',
    chooseIntro:
      'This passphrase locks the key of the office’s data and is asked each time the application opens. Write it down in a safe place: without it the data cannot be recovered.',
    enterIntro: 'The data of this office is locked by a passphrase.',
    passphrase: 'Passphrase',
    repeat: 'Passphrase again',
    accept: 'OK',
    wrong: 'The passphrase is not right. Try again.',
    tooShort: 'The passphrase must have at least 12 characters.',
    differs: 'The two passphrases differ.',
    codeTitle: 'Key recovery code',
    codeIntro:
      'Enter the code from the sheet that the supervisor keeps. The size of letters, spaces and hyphens do not matter. With the right code the key is back, and work that was not sent is where it was.',
    code: 'Recovery code',
    codeTypo: 'The code was mistyped. Compare it with the sheet, character by character.',
    codeWrong: 'This code is not of this office, or a newer one has taken its place. Nothing was changed.',
    codeDamaged: 'The code is right, but the recovery file is damaged. Call support.',
  },
}

export const shellTexts: Readonly<Record<Language, ShellTexts>> = { fa, en }

/** Whether something that the page said is a language of ours. */
export const isLanguage = (value: unknown): value is Language =>
  typeof value === 'string' && Object.hasOwn(shellTexts, value)
