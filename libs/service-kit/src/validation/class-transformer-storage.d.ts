/** class-transformer keeps its metadata in a module without declarations of its own. */
declare module 'class-transformer/cjs/storage' {
  export const defaultMetadataStorage: {
    getStrategy(target: object): 'none' | 'exposeAll' | 'excludeAll';
    getExposedProperties(target: object, transformation: number): string[];
    getExcludedProperties(target: object, transformation: number): string[];
    findTypeMetadata(target: object, property: string): { typeFunction(): new () => object } | undefined;
    findTransformMetadatas(target: object, property: string, transformation: number): object[];
  };
}
