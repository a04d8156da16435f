import type { PrepareState } from "./fields/state-fields";
import { prepareChoice } from "./states/choice";
import { prepareFail } from "./states/fail";
import { prepareMap } from "./states/map";
import { prepareParallel } from "./states/parallel";
import { preparePass } from "./states/pass";
import { prepareSucceed } from "./states/succeed";
import { prepareTask } from "./states/task";
import { prepareWait } from "./states/wait";

/** The types of states, by the value of the field Type. @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-states.html */
export const stateTypes: Readonly<Record<string, PrepareState>> = {
  Choice: prepareChoice,
  Fail: prepareFail,
  Map: prepareMap,
  Parallel: prepareParallel,
  Pass: preparePass,
  Succeed: prepareSucceed,
  Task: prepareTask,
  Wait: prepareWait,
};
