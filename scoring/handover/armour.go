package handover

import (
	"bytes"
	"encoding/base64"
	"strings"
)

const (
	armourBegin = "-----BEGIN SSH SIGNATURE-----\n"
	armourEnd   = "-----END SSH SIGNATURE-----\n"
	armourWidth = 70
)

// armour returns an SSH signature as ssh-keygen writes it: base64 in lines of 70
// characters between two marks (OpenSSH, PROTOCOL.sshsig).
func armour(signature []byte) []byte {
	var out bytes.Buffer
	out.WriteString(armourBegin)
	encoded := base64.StdEncoding.EncodeToString(signature)
	for len(encoded) > armourWidth {
		out.WriteString(encoded[:armourWidth] + "\n")
		encoded = encoded[armourWidth:]
	}
	out.WriteString(encoded + "\n" + armourEnd)
	return out.Bytes()
}

// checkArmour refuses a signature in another form than ssh-keygen writes. Those
// who read one skip line breaks and what stands around it, so that bytes could be
// changed without changing the signature.
func checkArmour(armoured []byte) error {
	body, begun := strings.CutPrefix(string(armoured), armourBegin)
	body, ended := strings.CutSuffix(body, armourEnd)
	signature, err := base64.StdEncoding.DecodeString(body)
	if !begun || !ended || err != nil || !bytes.Equal(armour(signature), armoured) {
		return broken(SignatureFile, "it is not an SSH signature as ssh-keygen writes it")
	}
	return nil
}
