import { listAll, type LoggedEvent } from "./call-logs";
import type { LogsOptions } from "./options";

/** A control character of a message never reaches the terminal as one. */
const CONTROLS = /[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

export interface GroupEvent extends LoggedEvent {
  readonly group: string;
}

/** Resolves to the events of the groups from `startTime` on, milliseconds since 1970, in the order of their time. */
export async function readEvents(options: LogsOptions, startTime: number): Promise<readonly GroupEvent[]> {
  const groups = options.groups.length > 0 ? options.groups : await listGroups(options);
  const { filterPattern } = options;
  const read = async (logGroupName: string): Promise<readonly GroupEvent[]> => {
    const request = { logGroupName, startTime, ...(filterPattern !== undefined && { filterPattern }) };
    const pages = await listAll(options, { action: "FilterLogEvents", member: "events", request });
    return pages.flat().map((event) => ({ ...event, group: logGroupName }));
  };
  const events = (await Promise.all(groups.map(read))).flat();
  return events.sort((a, b) => a.timestamp - b.timestamp);
}

async function listGroups(options: LogsOptions): Promise<readonly string[]> {
  const pages = await listAll(options, { action: "DescribeLogGroups", member: "logGroups", request: {} });
  return pages.flat().map(({ logGroupName }) => logGroupName);
}

/** One line: the time (UTC), the group, the message. */
export function printEvent({ timestamp, group, message }: GroupEvent): string {
  const line = `${new Date(timestamp).toISOString()} ${group} ${message.trimEnd()}`;
  return line.replace(CONTROLS, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
