import type { RenderAnswer } from "@sfn-websocket/local/console/editor-api";

type Sample = RenderAnswer["samples"][number];

interface SamplesProps {
  readonly samples: readonly Sample[];
  /** Makes a sample the message. */
  readonly onUse: (message: string) => void;
}

/** The samples that synthesis tries a template with: what passes, and why what does not. */
export function Samples({ samples, onUse }: SamplesProps) {
  if (samples.length === 0) return null;
  const failed = samples.filter(({ problem }) => problem !== undefined).length;
  return (
    <section aria-label="Samples">
      <h2>
        Samples{" "}
        <span class={failed === 0 ? "good" : "bad"}>
          {failed === 0 ? `all ${samples.length} pass` : `${failed} of ${samples.length} fail`}
        </span>
      </h2>
      <ul class="samples">
        {samples.map((sample, index) => (
          <li key={index}>
            <SampleRow sample={sample} onUse={onUse} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function SampleRow({ sample, onUse }: { readonly sample: Sample; readonly onUse: (message: string) => void }) {
  const { name, message, rendered, problem } = sample;
  return (
    <details>
      <summary>
        <strong class={problem === undefined ? "good" : "bad"}>{problem === undefined ? "passes" : "fails"}</strong>{" "}
        {name} <code>{message}</code>
      </summary>
      {problem !== undefined && <p class="bad">{problem}</p>}
      {rendered !== undefined && <pre>{rendered}</pre>}
      <button type="button" onClick={() => onUse(message)}>
        Take it as the input
      </button>
    </details>
  );
}
