import { useEffect, useRef, useState } from "react";

import { useKeys } from "./keys";

/** How a printing began: "asked" by the browser's own dialog; "opened" in a window, to be printed from there; or not at all. */
export type Printing = "asked" | "opened" | "blocked" | "failed";

const patience = 15_000;

/** The way of browsers that do not print what they frame, and of those set to save a PDF instead of showing it. */
function openWindow(address: string): Printing {
  const opened = window.open(address, "_blank");
  if (!opened) return "blocked";
  opened.opener = null;
  return "opened";
}

function printFrame(frame: HTMLIFrameElement, address: string): Printing {
  try {
    // A refusal of the server is not a letter.
    if (frame.contentDocument && frame.contentDocument.contentType !== "application/pdf") return "failed";
    frame.contentWindow!.print();
    return "asked";
  } catch {
    // Older versions of Firefox show a PDF by a page of their own, which we may not touch.
    return openWindow(address);
  }
}

/** Prints one PDF after another through a frame that nobody sees. */
export class Printer {
  private frame: HTMLIFrameElement | undefined;

  print(address: string): Promise<Printing> {
    this.leave();
    if (navigator.pdfViewerEnabled === false) return Promise.resolve(openWindow(address));
    const frame = document.createElement("iframe");
    this.frame = frame;
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve("failed"), patience);
      frame.addEventListener("load", () => {
        clearTimeout(timer);
        resolve(printFrame(frame, address));
      });
      Object.assign(frame, { className: "print-frame", title: "Bản in", tabIndex: -1, src: address });
      frame.setAttribute("aria-hidden", "true");
      document.body.append(frame);
    });
  }

  leave() {
    this.frame?.remove();
    this.frame = undefined;
  }
}

const words: Record<Printing, string | undefined> = {
  asked: undefined,
  opened: "Trình duyệt này không in thẳng được: văn bản đã mở ở trang khác, bấm Ctrl+P ở đó.",
  blocked: "Trình duyệt đã chặn trang mới. Cho phép trang này mở trang mới rồi bấm lại.",
  failed: "Chưa lấy được văn bản để in. Bấm lại.",
};

/** Printing of the PDF at this address by F9; `said` tells what did not go straight to the browser's dialog. */
export function usePrint(address: string | undefined) {
  const printer = useRef<Printer>(undefined);
  const [isPrinting, setPrinting] = useState(false);
  const [said, setSaid] = useState<string>();
  useEffect(() => () => printer.current?.leave(), []);
  const print = () => {
    if (!address || isPrinting) return;
    printer.current ??= new Printer();
    setPrinting(true);
    setSaid(undefined);
    void printer.current.print(address).then((how) => {
      setPrinting(false);
      setSaid(words[how]);
    });
  };
  useKeys(address ? { F9: print } : {});
  return { print, isPrinting, said };
}
