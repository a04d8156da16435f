import type { ComponentChildren } from "preact";

interface FactsProps {
  /** Names and what they are; one without a value is left out. */
  readonly facts: readonly (readonly [name: string, value: ComponentChildren])[];
}

/** Names and values, one below the other. */
export function Facts({ facts }: FactsProps) {
  return (
    <dl class="fact-rows">
      {facts
        .filter(([, value]) => value !== undefined && value !== "" && value !== false)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
