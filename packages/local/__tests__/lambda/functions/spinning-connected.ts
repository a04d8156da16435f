import { connect } from "node:net";

/** Connects to the port that the event is, says so, and never yields again. */
export const handler = (port: number) =>
  new Promise(() => {
    connect(port, "127.0.0.1", () => {
      console.log("connected");
      for (;;);
    });
  });
