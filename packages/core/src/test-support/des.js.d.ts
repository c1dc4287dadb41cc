declare module "des.js" {
  /** One DES key in one direction; whole blocks in and out, as arrays of bytes. */
  interface BlockCipher {
    final(block: readonly number[]): number[];
  }
  const des: {
    DES: { create(options: { type: "encrypt" | "decrypt"; key: readonly number[]; padding: false }): BlockCipher };
  };
  export default des;
}
