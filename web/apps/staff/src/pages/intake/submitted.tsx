import { Button } from "@mantine/core";
import { instantText } from "@motcua/text";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";

import { useKeys } from "../../parts/keys";
import { letterAddress, letterTitle, type Summary } from "../../services";

const warnings: Record<string, string> = {
  sex_differs: "Giới tính khác với số định danh. Xem lại thẻ; nếu nhập sai, rút hồ sơ và nhập lại.",
  birth_year_differs: "Năm sinh khác với số định danh. Xem lại thẻ.",
};

/** After a dossier is entered: its code large, its slip again, and on to the next person. */
export function Submitted({ dossier, about, onNext }: { dossier: Summary; about: string[]; onNext(): void }) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  useKeys({ F4: onNext });
  return (
    <div className="panel submitted">
      <h1 tabIndex={-1} ref={head}>{dossier.state_name}</h1>
      <p className="submitted-code">{dossier.code}</p>
      {about.filter(Boolean).map((line) => <p key={line}>{line}</p>)}
      {dossier.due_at && <p>Hẹn trả: <strong>{instantText(dossier.due_at)}</strong>{dossier.provisional && " (dự kiến)"}</p>}
      {dossier.forward_by && <p>Chuyển đi trước <strong>{instantText(dossier.forward_by)}</strong></p>}
      {dossier.warnings.map((code) => warnings[code] && <p className="notice notice-warn" key={code}>{warnings[code]}</p>)}
      <div className="dialog-actions">
        {dossier.letters.map((letter) => (
          <Button key={letter.number} component="a" variant="default" href={letterAddress(dossier.code, letter.number)} target="_blank" rel="noopener">In {letterTitle(letter.title).charAt(0).toLowerCase() + letterTitle(letter.title).slice(1)}</Button>
        ))}
        <Link className="plain-link" to="/ho-so/$code" params={{ code: dossier.code }}>Mở hồ sơ</Link>
        <Button onClick={onNext}>Hồ sơ tiếp theo <kbd>F4</kbd></Button>
      </div>
    </div>
  );
}
