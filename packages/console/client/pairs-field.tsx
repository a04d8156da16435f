import type { Pair } from "./handshake";

interface PairsFieldProps {
  /** Such as `Headers`. */
  readonly title: string;
  /** What one of them is, such as `header`. */
  readonly what: string;
  readonly pairs: readonly Pair[];
  readonly onChange: (pairs: readonly Pair[]) => void;
}

/** Names with their values, each in a row of its own. */
export function PairsField({ title, what, pairs, onChange }: PairsFieldProps) {
  const put = (index: number, changed: Partial<Pair>) =>
    onChange(pairs.map((pair, at) => (at === index ? { ...pair, ...changed } : pair)));
  return (
    <fieldset>
      <legend>{title}</legend>
      {pairs.map(({ name, value }, index) => (
        <p class="row pair" key={index}>
          <input
            aria-label={`Name of ${what} ${index + 1}`}
            placeholder="name"
            value={name}
            onInput={({ currentTarget }) => put(index, { name: currentTarget.value })}
          />
          <input
            aria-label={`Value of ${what} ${index + 1}`}
            placeholder="value"
            value={value}
            onInput={({ currentTarget }) => put(index, { value: currentTarget.value })}
          />
          <button
            type="button"
            class="quiet"
            aria-label={`Remove ${what} ${index + 1}`}
            onClick={() => onChange(pairs.filter((_, at) => at !== index))}
          >
            ×
          </button>
        </p>
      ))}
      <button type="button" onClick={() => onChange([...pairs, { name: "", value: "" }])}>
        Add a {what}
      </button>
    </fieldset>
  );
}
