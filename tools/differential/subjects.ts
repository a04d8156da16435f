import { jsonpath } from "./jsonpath/subject";
import type { Subject } from "./subject";

/** The languages that are held against an engine, by the name that the command takes. */
export const subjects: Readonly<Record<string, Subject>> = { jsonpath };
