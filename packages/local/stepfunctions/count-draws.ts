import type { StepFunctionsWorld } from "./world";

/** Returns the world that also tells how often chance was asked: what asks it takes another way at each run. */
export function countDraws(world: StepFunctionsWorld): StepFunctionsWorld {
  const { random, uuid } = world;
  let draws = 0;
  return {
    ...world,
    draws: () => draws,
    random() {
      draws += 1;
      return random();
    },
    uuid() {
      draws += 1;
      return uuid();
    },
  };
}
