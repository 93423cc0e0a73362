/** Whether the central system says, in the page that it served, that it is a demonstration. */
export const isDemo = () => document.querySelector('meta[name="pishkhan-demo"]') !== null
