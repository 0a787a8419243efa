// What people have instead of PEM, and how it is made into it.

/** Why these bytes cannot be PEM, with the command that makes it; undefined when they may be. */
export const pemFault = (bytes: Buffer): string | undefined => {
	if (bytes.length === 0) {
		return 'is empty';
	}

	if (bytes.length >= 4 && bytes.readUInt32BE() === 0xfe_ed_fe_ed) {
		return 'is a Java keystore; make PKCS#12 of it: keytool -importkeystore -srckeystore FILE -destkeystore NEW.p12 -deststoretype PKCS12';
	}

	// ASN.1's SEQUENCE, long form.
	return bytes[0] === 0x30 && ((bytes[1] ?? 0) & 0x80) !== 0
		? 'is DER, not PEM; a certificate: openssl x509 -inform der -in FILE -out NEW.pem; PKCS#12 is given by --pfx'
		: undefined;
};
