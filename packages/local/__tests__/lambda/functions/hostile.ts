import * as actions from "./hostile-actions";

/** A function whose event names what it does. */
export const handler = (action: keyof typeof actions): unknown => actions[action]();
