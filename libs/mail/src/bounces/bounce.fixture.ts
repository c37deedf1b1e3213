/** A delivery status notification as Postfix writes it. */
export function notification(of: {
  readonly messageId: string;
  readonly recipient: string;
  readonly action?: string;
  readonly status?: string;
  readonly original?: string;
}): Buffer {
  const { messageId, recipient, action = 'failed', status = '5.1.1', original } = of;
  return Buffer.from(
    [
      'Return-Path: <>',
      'Date: Thu, 12 Mar 2026 10:02:11 +0000 (UTC)',
      'From: MAILER-DAEMON@mx.example.net (Mail Delivery System)',
      'Subject: Undelivered Mail Returned to Sender',
      'To: parcours@example.org',
      'Auto-Submitted: auto-replied',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="B1/mx.example.net"',
      'Message-Id: <20260312100211.1F2@mx.example.net>',
      '',
      'This is a MIME-encapsulated message.',
      '',
      '--B1/mx.example.net',
      'Content-Description: Notification',
      'Content-Type: text/plain; charset=us-ascii',
      '',
      "I'm sorry to have to inform you that your message could not be delivered.",
      '',
      '--B1/mx.example.net',
      'Content-Description: Delivery report',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example.net',
      'X-Postfix-Queue-ID: 1F2',
      'Arrival-Date: Thu, 12 Mar 2026 10:02:10 +0000 (UTC)',
      '',
      `Final-Recipient: rfc822; ${recipient}`,
      ...(original === undefined ? [] : [`Original-Recipient: rfc822;${original}`]),
      `Action: ${action}`,
      `Status: ${status}`,
      'Remote-MTA: dns; mail.example.org',
      'Diagnostic-Code: smtp; 550 5.1.1 <nobody>: Recipient address',
      '    rejected: User unknown',
      '',
      '--B1/mx.example.net',
      'Content-Description: Undelivered Message Headers',
      'Content-Type: text/rfc822-headers',
      '',
      'Return-Path: <parcours@example.org>',
      'From: Parcours <parcours@example.org>',
      `To: <${recipient}>`,
      `Message-ID: ${messageId}`,
      'Subject: Your bills',
      '',
      '--B1/mx.example.net--',
      '',
    ].join('\r\n'),
  );
}
