import { jsonpath } from "./jsonpath/subject";
import type { Subject } from "./subject";
import { velocity } from "./velocity/subject";

/** The languages that are held against an engine, by the name that the command takes. */
export const LANGUAGES = ["jsonpath", "velocity"] as const;

export const subjects: Readonly<Record<(typeof LANGUAGES)[number], Subject>> = { jsonpath, velocity };
