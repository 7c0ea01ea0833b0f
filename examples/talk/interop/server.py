"""Our server, and a device made of aiocoap: how our requests look to others' code, and what is made of its answers.

Usage: server.py PATH_OF_THE_SERVER
"""

import asyncio
import sys

import aiocoap
import aiocoap.resource
import cbor2
from aiocoap.numbers.contentformat import ContentFormat

SENML_JSON, SENML_CBOR, LWM2M_CBOR, TLV = 110, 112, 11544, 11542

# /3/0: a Manufacturer and a Battery Level, in each format, written by hand.
DEVICE = {
    SENML_CBOR: cbor2.dumps([{-2: "/3/0/", 0: "0", 3: "aiocoap"}, {0: "9", 2: 42}]),
    SENML_JSON: b'[{"bn":"/3/0/","n":"0","vs":"aiocoap"},{"n":"9","v":42}]',
    LWM2M_CBOR: cbor2.dumps({(3, 0): {0: "aiocoap", 9: 42}}),
    TLV: b"\xc7\x00aiocoap\xc1\x09\x2a",
}


class Device(aiocoap.resource.Resource):
    """/3/0, which can be read, and written in part."""

    async def render_get(self, request):
        format_ = int(request.opt.accept)
        return aiocoap.Message(payload=DEVICE[format_], content_format=ContentFormat(format_))

    async def render_post(self, request):
        # Current Time and UTC Offset.
        assert request.payload == b"\xc4\x0d\x6b\x49\xd2\x00\xc6\x0e+01:00", request.payload
        return aiocoap.Message(code=aiocoap.CHANGED)


class Level(aiocoap.resource.Resource):
    async def render_get(self, _):
        return aiocoap.Message(payload=b"42", content_format=ContentFormat(0))


class Timezone(aiocoap.resource.Resource):
    async def render_put(self, request):
        assert (request.payload, request.opt.content_format) == (b"Europe/Berlin", 0), request
        return aiocoap.Message(code=aiocoap.CHANGED)


class Links(aiocoap.resource.Resource):
    async def render_get(self, request):
        assert request.opt.accept == 40, request.opt
        return aiocoap.Message(payload=b"</3>;ver=1.2,</3/0>", content_format=ContentFormat(40))


class Composite(aiocoap.resource.Resource):
    """/: several paths at once."""

    async def render_fetch(self, request):
        names = [record[0] for record in cbor2.loads(request.payload)]
        assert names == ["/3/0/9", "/3303/0/5700"], names
        payload = cbor2.dumps([{-2: "/", 0: "3/0/9", 2: 42}, {0: "3303/0/5700", 2: 20.5}])
        return aiocoap.Message(payload=payload, content_format=ContentFormat(SENML_CBOR))


class Sensor(aiocoap.resource.ObservableResource):
    """/3303/0/5700: a value that changes."""

    value = 20.5

    async def render_get(self, _):
        payload = cbor2.dumps([{-2: "/3303/0/5700", 2: self.value}])
        return aiocoap.Message(payload=payload, content_format=ContentFormat(SENML_CBOR))

    async def render_put(self, request):
        assert sorted(request.opt.uri_query) == ["pmax=4", "pmin=1"], request.opt
        return aiocoap.Message(code=aiocoap.CHANGED)


async def main(program):
    site = aiocoap.resource.Site()
    sensor = Sensor()
    site.add_resource([], Composite())
    site.add_resource(["3"], Links())
    site.add_resource(["3", "0"], Device())
    site.add_resource(["3", "0", "9"], Level())
    site.add_resource(["3", "0", "15"], Timezone())
    site.add_resource(["3303", "0", "5700"], sensor)
    context = await aiocoap.Context.create_server_context(site, bind=("127.0.0.1", 15784))
    server = await asyncio.create_subprocess_exec(
        program, "--listen", "127.0.0.1:15785", "--devices", "1", stdout=asyncio.subprocess.PIPE
    )
    await server.stdout.readline()

    async def ask(code, path, payload=b"", **options):
        uri = f"coap://127.0.0.1:15785{path}"
        request = aiocoap.Message(code=code, uri=uri, payload=payload, **options)
        return await asyncio.wait_for(context.request(request).response, 20)

    links = b'</>;rt="oma.lwm2m";ct=112,</1/0>,</3/0>,</3303/0>'
    query = "/rd?ep=snake&lt=300&lwm2m=1.2"
    response = await ask(aiocoap.POST, query, links, content_format=ContentFormat(40))
    assert response.code == aiocoap.CREATED, response
    location = "/" + "/".join(response.opt.location_path)
    print(f"registered at {location}")

    # The server asks by itself; what it observes changes while it does, and after.
    for value in range(4):
        await asyncio.sleep(1.5)
        sensor.value = 21.0 + value
        sensor.updated_state()

    pack = cbor2.dumps([{-2: "/3/0/9", 2: 41}])
    response = await ask(aiocoap.POST, "/dp", pack, content_format=ContentFormat(SENML_CBOR))
    assert response.code == aiocoap.CHANGED, response
    response = await ask(aiocoap.POST, "/dp", b"\xff", content_format=ContentFormat(SENML_CBOR))
    assert response.code == aiocoap.BAD_REQUEST, response
    response = await ask(aiocoap.POST, location)
    assert response.code == aiocoap.CHANGED, response
    response = await ask(aiocoap.DELETE, "/rd/99")
    assert response.code == aiocoap.NOT_FOUND, response
    response = await ask(aiocoap.DELETE, location)
    assert response.code == aiocoap.DELETED, response

    said = (await asyncio.wait_for(server.stdout.read(), 20)).decode()
    print(said)
    rest = said
    for line in (
        "snake registers with version 1.2",
        "Discover /3: 2.05",
        "application/senml+cbor",
        "/3/0/0 Manufacturer = aiocoap",
        "application/senml+json",
        "/3/0/9 Battery Level = 42 /100",
        "application/vnd.oma.lwm2m+cbor",
        "application/vnd.oma.lwm2m+tlv",
        "/3/0/0 Manufacturer = aiocoap",
        "Read /3/0/9: 2.05",
        "Write /3/0/15: 2.04",
        "WritePartialUpdate /3/0: 2.04",
        "ReadComposite /: 2.05",
        "/3303/0/5700 Sensor Value = 20.5",
        "WriteAttributes /3303/0/5700: 2.04",
        "Observe /3303/0/5700: 2.05",
        "snake notifies",
        "snake sends",
        "/3/0/9 Battery Level = 41 /100",
        "snake is still there",
        "snake has taken its leave",
    ):
        assert line in rest, f"{line!r} is not said, or too early"
        rest = rest.split(line, 1)[1]
    await context.shutdown()


asyncio.run(main(sys.argv[1]))
