import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [width, height, modulePixels] = [640, 480, 6];
const [dark, light, neutral] = [40, 215, 128];

/**
 * A film of a card that lies before a camera, as Chromium takes it for one (--use-file-for-fake-video-capture): first only the desk, then
 * the card. The code was made by libqrencode from the text of somebody who does not exist.
 */
export function filmOfCard(path: string) {
  const rows = readFileSync(join(__dirname, "fixtures/card-qr.txt"), "utf8").trimEnd().split("\n");
  const side = rows.length * modulePixels;
  const [left, top] = [Math.floor((width - side) / 2), Math.floor((height - side) / 2)];
  const isDark = (x: number, y: number) => rows[Math.floor((y - top) / modulePixels)]?.[Math.floor((x - left) / modulePixels)] === "#";
  const frame = (hasCard: boolean) => {
    const luma = Buffer.alloc(width * height);
    // A little uneven, as light on a desk is.
    for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) luma[y * width + x] = (hasCard && isDark(x, y) ? dark : light - Math.floor(x / 20)) + ((x * 7 + y * 13) % 9);
    return Buffer.concat([Buffer.from("FRAME\n"), luma, Buffer.alloc(2 * ((width * height) / 4), neutral)]);
  };
  writeFileSync(path, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), ...Array.from({ length: 5 }, () => frame(false)), ...Array.from({ length: 15 }, () => frame(true))]));
}
