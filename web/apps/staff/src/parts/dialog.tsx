import { Modal } from "@mantine/core";
import type { ReactNode } from "react";

/** A dialog with its title and a way out. Put together from parts because Mantine's own header counts as a second banner of the page. */
export function Dialog({ title, onClose, children }: { title: string; onClose(): void; children: ReactNode }) {
  return (
    <Modal.Root opened onClose={onClose} centered size="lg" transitionProps={{ duration: 0 }}>
      <Modal.Overlay />
      <Modal.Content className="dialog">
        <div className="dialog-head">
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label="Đóng" />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
