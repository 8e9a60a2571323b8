export { CertificationModule } from './certification.module';
