/** `room2` before `room10`. */
export const compareNames = new Intl.Collator("en", { numeric: true }).compare;
