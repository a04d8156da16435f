import { killGroup } from "../kill-group";

it("ends a process by its id, and lets be what has ended or was never started", () => {
  const ended: number[] = [];
  killGroup({ pid: 7 }, (pid) => ended.push(pid));
  killGroup({ pid: undefined }, (pid) => ended.push(pid));
  killGroup({ pid: 8 }, () => {
    throw Object.assign(new Error("kill ESRCH"), { code: "ESRCH" });
  });
  expect(ended).toEqual([7]);
});
