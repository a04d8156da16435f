interface SpeedSliderProps {
  /** How many times faster time passes, 1 to 1000. */
  readonly speed: number;
  readonly onChange: (speed: number) => void;
}

/** Lets time pass faster: the slider's steps grow, so that small factors can be chosen too. */
export function SpeedSlider({ speed, onChange }: SpeedSliderProps) {
  return (
    <label class="speed">
      Time passes{" "}
      <input
        type="range"
        min={0}
        max={3}
        step={0.1}
        value={Math.log10(speed)}
        aria-valuetext={`${speed} times as fast`}
        onInput={(event) => onChange(Math.round(10 ** event.currentTarget.valueAsNumber))}
      />{" "}
      <output>{speed} × as fast</output>
    </label>
  );
}
