/** Of the API. */
export const VERSION = "2020-05-31";

export const printTime = (milliseconds: number): string => new Date(milliseconds).toISOString();
