import { readOwn } from "@sfn-websocket/languages/json";

type Values = Readonly<Record<string, string>>;

/** A half of a surrogate pair has no encoding: the text of its bytes has another character in its place. */
export const encodePart = (text: string): string => encodeURIComponent(Buffer.from(text).toString());

/** A URI with the values of its `${stageVariables.<name>}`, as `print` has them; one that is not there is empty. */
export const fillStageVariables = (uri: string, values: Values, print = (value: string) => value): string =>
  uri.replace(/\$\{stageVariables\.(\w+)\}/g, (_, name: string) => print(readOwn(values, name) ?? ""));

/** A URI with the values of its `{<name>}` and `{<name>+}`, encoded. */
export const fillPath = (uri: string, values: Values): string =>
  uri.replace(/\{([\w-]+)\+?\}/g, (_, name: string) => encodePart(readOwn(values, name) ?? ""));
