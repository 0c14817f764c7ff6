// Times come with the plan's time zone, and are shown as the clock on its wall:
// the browser's own zone plays no part.

const days = ["日", "一", "二", "三", "四", "五", "六"];

// wall reads the clock's face of an RFC 3339 time.
export function wall(text) {
  const face = new Date(text.slice(0, 16) + ":00Z");
  return {
    minutes: face.getTime() / 60000,
    day: text.slice(0, 10),
    date: `${face.getUTCMonth() + 1}月${face.getUTCDate()}日 周${days[face.getUTCDay()]}`,
    time: text.slice(11, 16),
  };
}

// stamp is what stands above a line, or nothing when the one before is close.
export function stamp(line, before) {
  const at = wall(line.at);
  if (!before) return at.date + " " + at.time;
  const last = wall(before.at);
  if (at.day !== last.day) return at.date + " " + at.time;
  return at.minutes - last.minutes >= 5 ? at.time : "";
}
