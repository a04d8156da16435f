import type { Json } from "../../json";

/** The members of `$states` that only some fields see. */
export interface StatesMembers {
  readonly result?: Json;
  readonly errorOutput?: Json;
}
