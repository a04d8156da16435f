import type { ComponentChildren } from "preact";

interface FactsProps {
  /** What they are, by their names; one without a value is left out. */
  readonly facts: Readonly<Record<string, ComponentChildren>>;
  /** How they look. @default one below the other */
  readonly class?: string;
}

/** Names and values; nothing where none has a value. */
export function Facts({ facts, class: look = "fact-rows" }: FactsProps) {
  const given = Object.entries(facts).filter(([, value]) => value !== undefined && value !== "" && value !== false);
  if (given.length === 0) return null;
  return (
    <dl class={look}>
      {given.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
