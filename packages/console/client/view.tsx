import { useEffect } from "preact/hooks";
import { ProblemNote } from "../components/problem-note";
import { inventory } from "../inventory";
import { place } from "../router";
import { ConnectForm } from "./connect-form";
import { offered, offerProblem, takeOffer } from "./offered";
import { SocketPanel } from "./socket-panel";
import { sockets } from "./sockets";
import { listStages } from "./stages";
import "./client.css";

/** Sockets side by side, and what they say. */
export function View() {
  const link = place.value.params;
  useEffect(() => void takeOffer(link), [link]);
  return (
    <div class="client">
      <ConnectForm stages={listStages(inventory.value)} />
      {offerProblem.value !== undefined && <ProblemNote message={offerProblem.value} />}
      {offered.value && <p role="status">{offered.value.note} is written when you connect.</p>}
      {sockets.value.length === 0 && <p class="empty">No socket is open. They close with this page.</p>}
      <div class="sockets">
        {sockets.value.map((socket) => (
          <SocketPanel key={socket.id} socket={socket} />
        ))}
      </div>
    </div>
  );
}
