/** Taking back what was just done. */
export const undo = {
  key: 'واگرد کار پیشین',
  action: 'واگرد',
  nothing: 'کاری برای واگرد نیست؛ تنها تا ده ثانیه پس از کار ممکن است.',
  /** The reason that is recorded with it. */
  reason: 'ثبت اشتباه',
  failed: 'واگرد نشد',
  checkedIn: 'حضور {{name}} ثبت شد؛ شمارهٔ نوبت {{number}}',
  checkIn: 'واگرد حضور {{name}}',
  markedNoShow: 'عدم مراجعهٔ {{name}} ثبت شد',
  noShow: 'واگرد عدم مراجعهٔ {{name}}',
  verdict: 'واگرد نتیجهٔ «{{item}}»',
  toItem: 'برگشت به «{{item}}»',
  correction: 'واگرد اصلاح «{{item}}»',
} as const
