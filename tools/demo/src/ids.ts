/** The id of a delivery, as collection makes it: terminal and ticket number. */
export const deliveryIdOf = ({
  terminalId,
  ticketNumber,
}: {
  terminalId: string;
  ticketNumber: string;
}): string => `${terminalId}_${ticketNumber}`;
