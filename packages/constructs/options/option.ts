/**
 * What is wrong with an option's value, as `<what is wrong>, got <value>; <what to do>`, or undefined where nothing is; a
 * text for each of its entries that is wrong, which begins with the entry's place.
 */
export type RefuseValue = (value: unknown) => string | readonly string[] | undefined;

/** One option: its name is the row's key, its type the property's of that name. */
export interface Option {
  /** The default, as the documentation tells it. */
  readonly otherwise: string;
  /** What it does, as the documentation tells it: Markdown. */
  readonly meaning: string;
  /** What it costs beside the messages and executions themselves, at us-east-1's prices. @default "nothing" */
  readonly costs?: string;
  /** Refuses what the type does not keep out: types do not hold in JavaScript, nor past a cast. */
  readonly refuse: RefuseValue;
}

/** A row for each of some props. */
export type OptionRows<Props> = Readonly<Record<keyof Props, Option>>;

/** The problems of an option's value, each of which begins with the option's name. */
export function checkOption(name: string, { refuse }: Pick<Option, "refuse">, value: unknown): readonly string[] {
  return [refuse(value) ?? []].flat().map((problem) => `${name}${problem.startsWith("[") ? "" : " "}${problem}`);
}
