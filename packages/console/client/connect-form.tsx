import { signal } from "@preact/signals";
import { place } from "../router";
import { type HandshakeForm, writeHandshake } from "./handshake";
import { PairsField } from "./pairs-field";
import { offered } from "./offered";
import { connect } from "./sockets";
import { chooseStage, findStage, type StageAddress } from "./stages";

/** What is written stays while another view is shown, and is kept nowhere: it may hold keys. */
const form = signal<Partial<Omit<HandshakeForm, "address">>>({});
/** Another address than the chosen stage's: it gives way when a link chooses another stage. */
const typed = signal<{ readonly address: string; readonly insteadOf: string } | undefined>(undefined);

/** How the next socket is opened. */
export function ConnectForm({ stages }: { readonly stages: readonly StageAddress[] }) {
  const chosen = chooseStage(stages, {
    api: offered.value?.api ?? place.value.params["api"],
    stage: offered.value?.stage ?? place.value.params["stage"],
  });
  const stageAddress = chosen?.address ?? "";
  const address = typed.value?.insteadOf === stageAddress ? typed.value.address : stageAddress;
  const open = (event: Event) => {
    event.preventDefault();
    const { query = [], headers = [], protocols = "", apiKey = "" } = form.value;
    connect(writeHandshake({ address, query, headers, protocols, apiKey }), {
      stage: findStage(stages, address),
      draft: offered.value?.text ?? "",
    });
    offered.value = undefined;
  };
  return (
    <form class="connect" onSubmit={open}>
      <p class="row">
        <label class="address">
          Address
          <input
            list="client-stages"
            value={address}
            required
            spellcheck={false}
            onInput={({ currentTarget }) => (typed.value = { address: currentTarget.value, insteadOf: stageAddress })}
          />
        </label>
        <StageList stages={stages} />
        <button type="submit" class="primary">
          Connect
        </button>
      </p>
      <HandshakeFields />
    </form>
  );
}

/** What is offered while an address is typed. */
function StageList({ stages }: { readonly stages: readonly StageAddress[] }) {
  return (
    <datalist id="client-stages">
      {stages.map((stage) => (
        <option key={stage.address} value={stage.address}>
          {stage.key}
        </option>
      ))}
    </datalist>
  );
}

/** What a handshake may have beside its address. */
function HandshakeFields() {
  const { query = [], headers = [], protocols = "", apiKey = "" } = form.value;
  const put = (changed: Partial<Omit<HandshakeForm, "address">>) => (form.value = { ...form.value, ...changed });
  return (
    <details>
      <summary>Query, headers, subprotocol, API key</summary>
      <div class="fields">
        <PairsField title="Query" what="parameter" pairs={query} onChange={(pairs) => put({ query: pairs })} />
        <PairsField title="Headers" what="header" pairs={headers} onChange={(pairs) => put({ headers: pairs })} />
        <fieldset>
          <legend>Also</legend>
          <label>
            Subprotocols
            <input
              value={protocols}
              placeholder="ocpp1.6, ocpp2.0.1"
              onInput={({ currentTarget }) => put({ protocols: currentTarget.value })}
            />
          </label>
          <label>
            API key
            <input
              type="password"
              autocomplete="off"
              value={apiKey}
              onInput={({ currentTarget }) => put({ apiKey: currentTarget.value })}
            />
          </label>
        </fieldset>
      </div>
      <p class="quiet">
        The server opens the socket on this page's behalf. A page's own WebSocket can send no header, and AWS reads an
        API key from the header x-api-key alone: a browser needs a subprotocol or the query instead. Nothing of this is
        kept.
      </p>
    </details>
  );
}
