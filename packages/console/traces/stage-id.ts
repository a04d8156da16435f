/** The stages of a message's way, in order. */
export type StageId =
  "received" | "selection" | "verdicts" | "request" | "permissions" | "call" | "execution" | "response" | "frame";
