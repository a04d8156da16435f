/** The sign of a state's type, drawn by lines in a square of 16 by 16. */
export const ICONS: Readonly<Record<string, string>> = {
  Task: "M9 1.5 3.5 9H8l-1 5.5L12.5 7H8z",
  Choice: "M8 1.5 14.5 8 8 14.5 1.5 8z M6.3 6.600a1.7 1.7 0 1 1 2.4 1.600q-.7.4-.7 1.2 M8 11.200v.1",
  Wait: "M8 2a6 6 0 1 0 .01 0z M8 4.500V8l2.5 1.7",
  Pass: "M2 8h11 M9 4l4 4-4 4",
  Succeed: "M2.5 8.5 6.5 12.5 13.5 4",
  Fail: "M3.5 3.500l9 9 M12.5 3.500l-9 9",
  Parallel: "M8 1.500v3 M3 4.500h10 M3 4.500v7 M8 4.500v7 M13 4.500v7 M1.5 14.5 h3 M6.5 14.500h3 M11.5 14.500h3",
  Map: "M2 2.500h8v4H2z M4.5 8.500v0h9 v-4 M12 4.500h1.5 M7 10.500v0 M6 12.500h9.5",
};

/** Of a state whose type is not known. */
export const UNKNOWN_ICON = "M5.5 5.500a2.5 2.5 0 1 1 3.6 2.300q-1.1.6-1.1 1.9 M8 12.500v.1";

/** Beside the number of retries. */
export const RETRY_ICON = "M13 8a5 5 0 1 1-1.6-3.7 M13 1.500v3.300H9.7";
