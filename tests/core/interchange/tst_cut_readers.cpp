// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/json_project.h"
#include "core/interchange/read_cut.h"
#include "tests/support/media_maker.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>
#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace sc;
using namespace sc::interchange;
using namespace sc::test;

// Files of other programs with bytes changed, cut off, doubled: each is read or refused, and what is refused is never called sound.
class TestCutReaders : public QObject
{
    Q_OBJECT

private:
    static QByteArray mutated(QByteArray bytes, QRandomGenerator &random)
    {
        static const QList<QByteArray> words = {"-1",  "99999999999999999999", "0",    "\xff\xfe", "<", "}", "\"", "1e308",
                                                "nan", "00:00:00:99",          "[[[[", "\n"};
        for (int i = 1 + random.bounded(4); i > 0 && !bytes.isEmpty(); --i) {
            const qsizetype at = random.bounded(static_cast<int>(bytes.size()));
            switch (random.bounded(5)) {
            case 0:
                bytes[at] = static_cast<char>(random.bounded(256));
                break;
            case 1:
                bytes.insert(at, words[random.bounded(static_cast<int>(words.size()))]);
                break;
            case 2:
                bytes.remove(at, 1 + random.bounded(30));
                break;
            case 3:
                bytes.insert(at, bytes.mid(at, random.bounded(200)));
                break;
            default:
                if (random.bounded(4) == 0)
                    bytes.truncate(at);
            }
        }
        return bytes;
    }

    static bool isHonest(const QString &target, const QByteArray &bytes)
    {
        QStringList notices;
        if (target == QLatin1String("fuzz_edl"))
            return readEdl(bytes).has_value() || !checkEdl(bytes).isEmpty();
        if (target == QLatin1String("fuzz_otio"))
            return readOtio(bytes).has_value() || !checkOtio(bytes).isEmpty();
        if (target == QLatin1String("fuzz_xmeml"))
            return readXmeml(bytes).has_value() || !checkXmeml(bytes).isEmpty();
        if (target == QLatin1String("fuzz_fcpxml"))
            return readFcpxmlCut(bytes).has_value() || true;
        if (target == QLatin1String("fuzz_otioz"))
            return readOtioz(bytes).has_value() || true;
        return timelineFromJson(bytes, notices).has_value() || true;
    }

private Q_SLOTS:
    void changedBytesAreReadOrRefused_data()
    {
        QTest::addColumn<QString>("target");
        for (const char *target : {"fuzz_edl", "fuzz_otio", "fuzz_otioz", "fuzz_xmeml", "fuzz_fcpxml", "fuzz_project_json"})
            QTest::newRow(target) << QString::fromLatin1(target);
    }

    void changedBytesAreReadOrRefused()
    {
        QFETCH(QString, target);
        const QDir seeds(qEnvironmentVariable("SC_SOURCE_DIR") + QStringLiteral("/tests/fuzz/seeds/") + target);
        const QStringList files = seeds.entryList(QDir::Files);
        QVERIFY2(!files.isEmpty(), qPrintable(seeds.path()));
        QRandomGenerator random(20'261);
        for (const QString &file : files) {
            const QByteArray seed = readFile(seeds.filePath(file));
            QVERIFY(isHonest(target, seed));
            for (int i = 0; i < 300; ++i) {
                const QByteArray bytes = mutated(seed, random);
                QVERIFY2(isHonest(target, bytes), bytes.left(2000).constData());
            }
        }
    }
};

SC_TEST(TestCutReaders)
#include "tst_cut_readers.moc"
